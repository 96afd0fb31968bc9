import axe from 'axe-core';
import type {Page} from 'playwright-core';

interface Violation {
    readonly id: string;
    readonly nodes: readonly {readonly html: string; readonly failureSummary?: string | undefined}[];
}

const told = (violations: readonly Violation[]): string[] =>
    violations.flatMap(({id, nodes}) =>
        nodes.map(({html, failureSummary = ''}) => `${id}: ${html}\n${failureSummary}`),
    );

/** What axe-core finds in the parts of a page in a browser that the selector names, one text for each place. */
export const axeFinds = async (page: Page, selector: string): Promise<string[]> => {
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async (include) => {
        const {axe: inPage} = window as unknown as {axe: typeof axe};
        return (await inPage.run({include: [[include]]}, {resultTypes: ['violations']})).violations;
    }, selector);
    return told(violations);
};

/** The same without a browser, where nothing has a colour. */
export const axeFindsIn = async (element: Element): Promise<string[]> => {
    const rules = {'color-contrast': {enabled: false}, region: {enabled: false}};
    return told((await axe.run(element, {rules, resultTypes: ['violations']})).violations);
};
