// How it stands with what is to be sent, in one word and, where somebody has to act, one sentence: never two that differ.

// Which words say it: `state` beside the name of the app, `signIn` where a session ended, "" where nothing is to be said.
export function standing({ waiting, refused, how }) {
  return {
    state: waiting ? ["unsent", waiting] : refused ? ["not_taken", refused] : ["all_sent", 0],
    signIn: how !== "sign-in" ? "" : waiting ? "signed_out" : "signed_out_sent",
  };
}
