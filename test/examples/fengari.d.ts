/** A virtual machine of Lua: the functions of its C interface that the tests call. */
declare module "fengari" {
  /** A state of the machine. */
  type State = { readonly lua: unique symbol };
  /** A function of Lua's C interface. */
  type Native = (state: State) => number;

  export function to_luastring(text: string): Uint8Array;
  export const lua: { lua_tojsstring(state: State, index: number): string };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_requiref(state: State, name: Uint8Array, open: Native, global: number): void;
    /** True where it fails; then the error is on top of the stack, and otherwise what the chunk returned. */
    luaL_dostring(state: State, text: Uint8Array): boolean;
  };
  export const lualib: { luaopen_base: Native };
}
