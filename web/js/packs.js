// Where the page keeps the site's larger parts, and where the service worker finds them.

/** The name of their cache, for a site's folder as a full address. */
export const cacheOf = (root) => `burrow-packs ${root}`;

/** The address under which a pack is noted once it was complete. Nothing else lies there. */
export const noteOf = (root, pack) => `${root}packs/${pack}`;
