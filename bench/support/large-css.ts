/**
 * A style sheet of at least so many characters, as web applications have them: a rule for each part of each component,
 * with states, media queries, custom properties and comments.
 */
export function largeStyleSheet(characters: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < characters; index++) {
    const part = component(index);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n');
}

const colours = ['rebeccapurple', 'steelblue', '#3a7bd5', 'rgb(20 40 60 / 80%)'] as const;
const displays = ['flex', 'grid', 'block', 'inline-flex'] as const;

function component(index: number): string {
  const colour = colours[index % colours.length] ?? colours[0];
  const display = displays[index % displays.length] ?? displays[0];
  return [
    `/* Component number ${index}. */`,
    `.component-${index} {`,
    `    --gap-${index}: ${(index % 7) + 2}px;`,
    `    display: ${display};`,
    `    color: ${colour};`,
    `    padding: calc(var(--gap-${index}) * 2) 1rem;`,
    `    transition: opacity 150ms ease-in-out, transform 200ms;`,
    '}',
    '',
    `.component-${index} > .title:hover,`,
    `.component-${index}[aria-expanded='true'] .icon::before {`,
    `    margin: 0 auto ${(index % 5) * 4}px;`,
    '    border-bottom: 1px solid currentColor;',
    '}',
    '',
    ...(index % 3 === 0
      ? [`@media (max-width: ${480 + index}px) {`, `    .component-${index} { flex-direction: column; }`, '}', '']
      : []),
  ].join('\n');
}
