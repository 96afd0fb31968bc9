import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {DoctorStep, DoctorStepName} from '#contract';

interface Props {
    readonly steps: readonly DoctorStep[];
    /** False if more steps will follow. */
    readonly done: boolean;
    /** Language of the sentences. */
    readonly language: string;
}

const NAMES: Readonly<Record<DoctorStepName, string>> = {
    settings: 'openitcockpit.check.settings',
    proxy: 'openitcockpit.check.proxy',
    reach: 'openitcockpit.check.reach',
    tls: 'openitcockpit.check.tls',
    key: 'openitcockpit.check.key',
    version: 'openitcockpit.check.version',
    rights: 'openitcockpit.check.rights',
    queue: 'openitcockpit.check.queue',
    stream: 'openitcockpit.check.stream',
    mattermost: 'openitcockpit.check.mattermost',
    webhook: 'openitcockpit.check.webhook',
    endpoint: 'openitcockpit.check.endpoint',
    handler: 'openitcockpit.check.handler',
    web: 'openitcockpit.check.web',
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

/** A skipped step has a sentence only if it was not needed, and none if it was not reached. */
const verdictOf = ({result, sentence}: DoctorStep): keyof typeof VERDICTS =>
    result === 'skipped' && sentence !== '' ? 'unneeded' : result;

/** All in one line: does it work, and if not, what to do first. The steps are below it, for whoever wants to know more. */
const Verdict = ({steps, language}: Omit<Props, 'done'>) => {
    const failed = steps.find(({result}) => result === 'failed');
    const notes = steps.filter(({result}) => result === 'note').length;
    if (failed) {
        return (
            <p>
                <span aria-hidden="true" className="oitc-sign">
                    {VERDICTS.failed.sign}
                </span>{' '}
                <strong>
                    <FormattedMessage id="openitcockpit.test.failed" />
                </strong>{' '}
                <FormattedMessage id={NAMES[failed.name]} />. <span lang={language}>{failed.sentence}</span>
            </p>
        );
    }
    return (
        <p>
            <span aria-hidden="true" className="oitc-sign">
                {VERDICTS.ok.sign}
            </span>{' '}
            <strong>
                <FormattedMessage id="openitcockpit.test.passed" />
            </strong>{' '}
            {notes > 0 && <FormattedMessage id="openitcockpit.test.notes" values={{count: notes}} />}
        </p>
    );
};

/** The verdict is a sign, a colour and a word, so that it never depends on colour alone. */
export const StepList = ({steps, done, language}: Props) => (
    <>
        {done && <Verdict steps={steps} language={language} />}
        <details className="oitc-steps">
            <summary>
                <FormattedMessage id="openitcockpit.test.steps" values={{count: steps.length}} />
            </summary>
            <ol className="oitc-checks">
                {steps.map((step) => (
                    <Step key={step.name} step={step} language={language} />
                ))}
            </ol>
        </details>
    </>
);

const Step = ({step, language}: {readonly step: DoctorStep; readonly language: string}) => {
    const {name, result, milliseconds, sentence} = step;
    const {sign, id} = VERDICTS[verdictOf(step)];
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
