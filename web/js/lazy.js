// What the page's program loads when it first needs it. The two flavours of the program share
// what is loaded: there is one store and one account of what is offline, however often they take
// the page over from each other.

export const loadStore = () => import("burrow-store");
export const loadOffline = () => import("burrow-offline");
