import type { TemplatesResult } from '../../protocol/server';

type Template = TemplatesResult['templates'][number];

export interface TemplateItem {
  readonly label: string;
  readonly description: string;
  /** What the kernel maps and how it reduces, in the user's own language. */
  readonly detail: string;
  readonly template: Template;
}

export function templateItems(templates: readonly Template[]): readonly TemplateItem[] {
  return templates.map((template) => ({
    label: template.name,
    description: template.summary,
    detail: detailOf(template.text),
    template,
  }));
}

function detailOf(text: string): string {
  const field = (name: string): string[] => {
    const value = new RegExp(`\\b${name}\\s*=\\s*(.*);`).exec(text)?.[1];
    return value === undefined ? [] : [`${name.replace('_expr', '')}: ${value}`];
  };
  return ['map_expr', 'reduce_expr', 'post_map_expr'].flatMap(field).join('   ');
}
