// A `thing` is what a learner can point at: {layer, index}, a neuron or pixel, or {layer, to, from}, a weight. The weights
// of a layer lead from its activations to those of the next. Python knows things by name: "weights[2][4, 7]".

export const isEdge = (thing) => "to" in thing;

export function same(a, b) {
  return b && a.layer === b.layer && a.index === b.index && a.to === b.to && a.from === b.from;
}

export function isEndOf({ layer, index }, edge) {
  return (layer === edge.layer && index === edge.from) || (layer === edge.layer + 1 && index === edge.to);
}

export function endsOf({ layer, to, from }) {
  return [
    { layer, index: from },
    { layer: layer + 1, index: to },
  ];
}

export function nameOf(thing) {
  if (!thing) return "";
  if (isEdge(thing)) return `weights[${thing.layer}][${thing.to}, ${thing.from}]`;
  return `activations[${thing.layer}][${thing.index}]`;
}

// null for the empty name.
export function thingNamed(name) {
  const [layer, index, from] = (name.match(/\d+/g) || []).map(Number);
  if (!name) return null;
  return name.startsWith("weights") ? { layer, to: index, from } : { layer, index };
}
