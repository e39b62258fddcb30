// Reading aloud with the voices of the browser. A few sentences wait; more are left out.

const MOST_WAITING = 4;
const LONGEST = 200;
let waiting = 0;

export function speak(text, kind, settings) {
  const wanted = settings.tts === "all" || settings.tts === kind;
  if (!wanted || settings.mute || !("speechSynthesis" in window) || waiting >= MOST_WAITING) return;
  // Addresses are noise, and so is the same letter twenty times.
  const clean = text.replace(/https?:\S+/g, "").replace(/(.)\1{3,}/gu, "$1$1$1").slice(0, LONGEST);
  const utterance = new SpeechSynthesisUtterance(clean);
  utterance.volume = Math.min(1, settings.sound / 60);
  utterance.onend = utterance.onerror = () => { waiting -= 1; };
  waiting += 1;
  speechSynthesis.speak(utterance);
}
