/** Why a shape cannot be painted, as part of a list of losses: "with coordinates that are no numbers". */
export class BadShape extends Error {}
