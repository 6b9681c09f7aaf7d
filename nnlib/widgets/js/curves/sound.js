// The cost curves as sound: time is the axis, and the higher the cost, the higher the tone. The current run is on the right,
// and the one that was kept last on the left, so that they can be compared. There is no sound before a click.

const SECONDS = 4; // for the whole axis
const [LOWEST, HIGHEST] = [220, 1320]; // hertz, for the lowest and the highest cost of all
const LOUDNESS = 0.15;

// The pitch of a cost, between `low` and `high`: equal ratios of costs are equal intervals.
export function pitchOf(cost, low, high) {
  const share = high > low ? Math.log(cost / low) / Math.log(high / low) : 0;
  return LOWEST * (HIGHEST / LOWEST) ** share;
}

// Plays the runs in this audio context, one on each side or one in the middle.
export function play(context, runs) {
  const heard = runs.map(({ x, mean }) => {
    const points = Array.from(x, (at, i) => [at, mean[i]]);
    return points.filter(([, cost]) => cost > 0 && Number.isFinite(cost));
  });
  const costs = heard.flat().map(([, cost]) => cost);
  const [low, high] = [Math.min(...costs), Math.max(...costs)];
  const end = Math.max(...heard.flat().map(([at]) => at));
  heard.forEach((points, i) => {
    if (points.length < 2) return;
    const [tone, volume, side] = [context.createOscillator(), context.createGain(), context.createStereoPanner()];
    const start = context.currentTime;
    const when = (at) => start + (SECONDS * at) / end;
    tone.frequency.setValueAtTime(pitchOf(points[0][1], low, high), start);
    for (const [at, cost] of points) tone.frequency.linearRampToValueAtTime(pitchOf(cost, low, high), when(at));
    volume.gain.value = LOUDNESS;
    side.pan.value = heard.length === 1 ? 0 : 2 * i - 1;
    tone.connect(volume).connect(side).connect(context.destination);
    tone.start(start);
    tone.stop(when(points.at(-1)[0]));
  });
}

export class Sound {
  // Plays these runs; a second click while they sound ends it.
  toggle(runs) {
    if (this.stop()) return;
    this.context = new AudioContext();
    this.timer = setTimeout(() => this.stop(), 1000 * SECONDS);
    play(this.context, runs);
  }

  // Returns whether there was something to stop.
  stop() {
    clearTimeout(this.timer);
    const { context } = this;
    this.context = null;
    context?.close();
    return Boolean(context);
  }
}
