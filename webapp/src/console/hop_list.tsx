import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {DoctorHop, DoctorHopName} from '#contract';

interface Props {
    readonly hops: readonly DoctorHop[];
    /** False: more will follow. */
    readonly done: boolean;
    /** Language of the sentences. */
    readonly language: string;
}

const NAMES: Readonly<Record<DoctorHopName, string>> = {
    settings: 'openitcockpit.check.settings',
    proxy: 'openitcockpit.check.proxy',
    reach: 'openitcockpit.check.reach',
    tls: 'openitcockpit.check.tls',
    key: 'openitcockpit.check.key',
    version: 'openitcockpit.check.version',
    rights: 'openitcockpit.check.rights',
    queue: 'openitcockpit.check.queue',
    mattermost: 'openitcockpit.check.mattermost',
    webhook: 'openitcockpit.check.webhook',
    endpoint: 'openitcockpit.check.endpoint',
    handler: 'openitcockpit.check.handler',
    notification: 'openitcockpit.check.notification',
    post: 'openitcockpit.check.post',
    press: 'openitcockpit.check.press',
    edit: 'openitcockpit.check.edit',
    remove: 'openitcockpit.check.remove',
};

const VERDICTS = {
    ok: {sign: '✓', id: 'openitcockpit.verdict.ok'},
    note: {sign: '!', id: 'openitcockpit.verdict.note'},
    failed: {sign: '✗', id: 'openitcockpit.verdict.failed'},
    skipped: {sign: '–', id: 'openitcockpit.verdict.skipped'},
    unneeded: {sign: '–', id: 'openitcockpit.verdict.unneeded'},
} as const;

/** What is skipped for a reason of its own says so; what was not reached says nothing. */
const verdictOf = ({result, sentence}: DoctorHop): keyof typeof VERDICTS =>
    result === 'skipped' && sentence !== '' ? 'unneeded' : result;

const isWell = (hops: readonly DoctorHop[]): boolean => hops.every(({result}) => result !== 'failed');

/** Every hop with its verdict in a sign, a colour and a word, its time, and the handler's sentence. */
export const HopList = ({hops, done, language}: Props) => (
    <>
        {done && (
            <p>
                <FormattedMessage id={isWell(hops) ? 'openitcockpit.test.passed' : 'openitcockpit.test.failed'} />
            </p>
        )}
        <ol className="oitc-checks">
            {hops.map((hop) => (
                <Hop key={hop.name} hop={hop} language={language} />
            ))}
        </ol>
    </>
);

const Hop = ({hop, language}: {readonly hop: DoctorHop; readonly language: string}) => {
    const {name, result, milliseconds, sentence} = hop;
    const {sign, id} = VERDICTS[verdictOf(hop)];
    return (
        <li className={`oitc-check oitc-check--${result}`}>
            <span aria-hidden="true" className="oitc-sign">
                {sign}
            </span>
            <div>
                <strong>
                    <FormattedMessage id={NAMES[name]} />
                </strong>
                {': '}
                <FormattedMessage id={id} />
                {milliseconds !== null && ` (${milliseconds} ms)`}
                {sentence !== '' && <div lang={language}>{sentence}</div>}
            </div>
        </li>
    );
};
