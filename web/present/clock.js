// How long a talk has taken, screen by screen. Plain data and arithmetic: whoever calls brings the
// time, in milliseconds.

/** `spent`: by the screen's id, what was spent on it until `since`; none runs where that is null. */
export function newClock() {
  return { spent: {}, screen: "", since: null };
}

/** The clock once the time until `now` is booked on the screen that is shown. */
export function booked(clock, now) {
  if (clock.since === null) return clock;
  const spent = { ...clock.spent, [clock.screen]: onScreen(clock, clock.screen, now) };
  return { ...clock, spent, since: now };
}

/** The clock when another screen comes. */
export function turned(clock, screen, now) {
  return { ...booked(clock, now), screen };
}

export function running(clock, runs, now) {
  return { ...booked(clock, now), since: runs ? now : null };
}

/** What was spent on a screen, and on all of them. */
export function onScreen(clock, screen, now) {
  const runs = clock.since !== null && clock.screen === screen;
  return (clock.spent[screen] ?? 0) + (runs ? now - clock.since : 0);
}

export function inAll(clock, now) {
  const screens = new Set([...Object.keys(clock.spent), clock.screen]);
  return [...screens].reduce((sum, screen) => sum + onScreen(clock, screen, now), 0);
}

/** Minutes and seconds, as `4:05`. */
export function told(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A clock that another window sent or that was kept, or nothing: it may be of an older page. */
export function checked(value) {
  const time = (ms) => Number.isFinite(ms) && ms >= 0;
  const { spent, screen, since } = value ?? {};
  if (typeof screen !== "string" || !(since === null || time(since))) return undefined;
  if (spent === null || typeof spent !== "object" || !Object.values(spent).every(time)) return undefined;
  return { spent: { ...spent }, screen, since };
}
