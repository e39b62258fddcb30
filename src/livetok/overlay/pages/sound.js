// Sounds of alerts, made here: no file to load, none to license.

const TUNES = {
  small: [[659.3, 0], [987.8, 0.09]],
  middle: [[523.3, 0], [659.3, 0.09], [784, 0.18], [1046.5, 0.27]],
  large: [[392, 0], [523.3, 0.1], [659.3, 0.2], [784, 0.3], [1046.5, 0.42], [1318.5, 0.54]],
};

let context;

export function chime(tier, settings) {
  if (settings.mute || !settings.sound || !("AudioContext" in window)) return;
  context ??= new AudioContext();
  // A browser that was not clicked into yet stays silent; sounds do not pile up for later.
  if (context.state !== "running") return void context.resume();
  const start = context.currentTime + 0.02;
  for (const [pitch, delay] of TUNES[tier]) note(pitch, start + delay, (settings.sound / 100) * 0.22);
}

function note(pitch, start, loudness) {
  for (const [factor, share, length] of [[1, 1, 0.7], [2, 0.35, 0.4], [3.01, 0.12, 0.2]]) {
    const oscillator = new OscillatorNode(context, { type: "sine", frequency: pitch * factor });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness * share, start + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + length + 0.05);
  }
}
