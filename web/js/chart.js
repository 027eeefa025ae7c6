// The loss curve on uPlot. uPlot is fetched when the first chart is made.

const HEIGHT = 200;
/** Distances between marks on the axis of the steps: there is no half step. */
const WHOLE = [1, 10, 100, 1e3, 1e4, 1e5].flatMap((unit) => [unit, 2 * unit, 5 * unit]);

export class LossChart {
  /** The words are the page's: what to say without uPlot, and the signs in a number. */
  constructor(element, failure, decimal, group) {
    this.element = element;
    this.decimal = decimal;
    this.group = group;
    this.columns = [[], [], []];
    this.logarithmic = false;
    this.plot = null;
    this.library = null;
    this.observer = new ResizeObserver(() => {
      this.plot?.setSize({ width: this.width(), height: HEIGHT });
    });
    this.observer.observe(element);
    import("uplot").then(
      (module) => {
        this.library = module.default;
        this.restyle();
      },
      (error) => {
        console.error(error);
        element.textContent = failure;
      },
    );
  }

  draw(step, train, test, logarithmic) {
    // They are windows into memory that is used again: keep copies.
    this.columns = [step.slice(), train.slice(), test.slice()];
    if (logarithmic !== this.logarithmic) {
      this.logarithmic = logarithmic;
      this.restyle();
    } else {
      this.plot?.setData(this.columns);
    }
  }

  /** Scales and colours are fixed when a plot is made: makes a new one. */
  restyle() {
    if (this.library === null || this.observer === null) return;
    this.plot?.destroy();
    this.plot = new this.library(this.options(), this.columns, this.element);
  }

  destroy() {
    this.observer?.disconnect();
    this.observer = null;
    this.plot?.destroy();
    this.plot = null;
  }

  width() {
    return Math.max(200, Math.floor(this.element.clientWidth));
  }

  /** A number as the rest of the page writes it. */
  number(value) {
    const small = value !== 0 && Math.abs(value) < 1e-4;
    const [whole, fraction] = (small ? value.toExponential() : String(value)).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, this.group);
    return fraction === undefined ? grouped : grouped + this.decimal + fraction;
  }

  options() {
    const colour = (name) =>
      getComputedStyle(this.element.parentElement.querySelector(`.loss__key--${name}`)).color;
    const ink = getComputedStyle(this.element).color;
    const axis = {
      stroke: ink,
      font: "12px system-ui, sans-serif",
      grid: { stroke: ink, width: 0.15 },
      ticks: { stroke: ink, width: 0.5, size: 4 },
      // A logarithmic axis leaves some of its marks without a number.
      values: (_, marks) => marks.map((mark) => (mark === null ? "" : this.number(mark))),
    };
    return {
      width: this.width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { distr: this.logarithmic ? 3 : 1 } },
      axes: [{ ...axis, space: 60, size: 32, incrs: WHOLE }, { ...axis, size: 52 }],
      series: [
        {},
        { stroke: colour("train"), width: 1.75 },
        { stroke: colour("test"), width: 1.75, dash: [6, 4] },
      ],
    };
  }
}
