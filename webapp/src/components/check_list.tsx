import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {ConnectionCheck, ConnectionCheckName} from '#contract';

interface Props {
    readonly checks: readonly ConnectionCheck[];
}

const NAMES: Readonly<Record<ConnectionCheckName, string>> = {
    settings: 'openitcockpit.check.settings',
    proxy: 'openitcockpit.check.proxy',
    reach: 'openitcockpit.check.reach',
    tls: 'openitcockpit.check.tls',
    key: 'openitcockpit.check.key',
    version: 'openitcockpit.check.version',
    rights: 'openitcockpit.check.rights',
    mattermost: 'openitcockpit.check.mattermost',
};

const VERDICTS = {
    passed: {sign: '✓', id: 'openitcockpit.verdict.passed'},
    failed: {sign: '✗', id: 'openitcockpit.verdict.failed'},
    unknown: {sign: '–', id: 'openitcockpit.verdict.unknown'},
} as const;

const verdictOf = (ok: boolean | null): keyof typeof VERDICTS => (ok === null ? 'unknown' : ok ? 'passed' : 'failed');

/** Every hop with its verdict in a sign, a colour and a word, and the handler's sentence. */
export const CheckList = ({checks}: Props) => (
    <>
        <p>
            <FormattedMessage
                id={checks.every(({ok}) => ok) ? 'openitcockpit.test.passed' : 'openitcockpit.test.failed'}
            />
        </p>
        <ol className="oitc-checks">
            {checks.map(({name, ok, message}) => {
                const verdict = verdictOf(ok);
                const {sign, id} = VERDICTS[verdict];
                return (
                    <li key={name} className={`oitc-check oitc-check--${verdict}`}>
                        <span aria-hidden="true" className="oitc-sign">
                            {sign}
                        </span>
                        <div>
                            <strong>
                                <FormattedMessage id={NAMES[name]} />
                            </strong>
                            {': '}
                            <FormattedMessage id={id} />
                            {message !== '' && <div lang="en">{message}</div>}
                        </div>
                    </li>
                );
            })}
        </ol>
    </>
);
