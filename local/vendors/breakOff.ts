import type { Socket } from "node:net";

/**
 * Breaks a connection off, so that the other side sees it at once. One that the other side has ended cannot be reset any
 * more: Node.js would keep it for ever, and its process with it.
 */
export function breakOff(socket: Socket | null): void {
  if (socket?.writableEnded) socket.destroy();
  else socket?.resetAndDestroy();
}
