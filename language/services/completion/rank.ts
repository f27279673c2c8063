/** The order of what is offered together; lower comes first. Parts of a group may add up to 9. */
export const Rank = {
  /** What the place asks for by name: missing fields and bindings, members. */
  Wanted: 0,
  Variable: 10,
  Declared: 20,
  /** Functions, types and constants that suit the place's type. */
  Suitable: 30,
  Possible: 50,
  Type: 60,
  Unlikely: 70,
} as const;
