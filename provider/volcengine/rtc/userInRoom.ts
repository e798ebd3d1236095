/** The user as whom a task is in its room: a second one under its name would throw it out. */
export function userInRoom(
  { appId, roomId }: { readonly appId: string; readonly roomId: string },
  userId: string,
): string {
  return `the user "${userId}" in room ${roomId} of application ${appId}`;
}
