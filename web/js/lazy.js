// What the page's program loads when it first needs it. The flavours of the program share
// what is loaded: there is one store and one account of what is offline, also where one of them
// takes the page over from another.

/** The code editor. */
export const loadCode = () => import("burrow-code");
export const loadStore = () => import("burrow-store");
export const loadSearch = () => import("burrow-search");
export const loadOffline = () => import("burrow-offline");
