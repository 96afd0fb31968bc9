import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';

interface Field {
    readonly key: string;
    readonly type: string;
    readonly help_text: string;
}
interface Section {
    readonly key: string;
    readonly title: string;
    readonly custom?: boolean;
    readonly fallback?: boolean;
    readonly settings: readonly Field[];
}

const {settings_schema: page} = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
    settings_schema: {header: string; sections: readonly Section[]};
};
const [essentials, ...others] = page.sections;

describe('the page of the System Console', () => {
    it('begins with the essentials: address, key, channel, event stream, and the button that tests them', () => {
        expect(essentials?.title).toBe('Essentials');
        expect(essentials?.settings.map(({key}) => key)).toEqual([
            'OpenitcockpitUrl',
            'OpenitcockpitApiKey',
            'DefaultChannel',
            'EventStreamUrl',
            'EventStreamKey',
            'TestConnection',
        ]);
        expect(essentials?.custom).toBeUndefined();
    });

    it('leaves everything else to sections that the webapp folds, and that Mattermost draws itself without it', () => {
        // By the key as well: Mattermost 11.1 tells the webapp no title.
        expect(others.map(({key, custom, fallback}) => ({key, custom, fallback}))).toEqual(
            others.map(({title}) => ({key: title, custom: true, fallback: true})),
        );
    });

    it('has them in the order in which they are needed', () => {
        expect(others.map(({title}) => title)).toEqual([
            'Network',
            'Alerts',
            'Acknowledging',
            'Posts',
            'Watch',
            'Other ways',
            'Secrets and log',
        ]);
    });
});
