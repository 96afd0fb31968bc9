import React, {useState} from 'react';
import {FormattedMessage} from 'react-intl';
import {Spinner} from '../post/spinner';
import type {AdminSettingProps} from '../types/registry';
import {HostInput} from './host_input';
import {StepList} from './step_list';
import {type TestFailure, useDoctor} from './use_doctor';

const FAILURES: Readonly<Record<TestFailure, string>> = {
    unreachable: 'openitcockpit.failure.unreachable',
    forbidden: 'openitcockpit.test.forbidden',
    not_running: 'openitcockpit.test.not_running',
    handler: 'openitcockpit.test.handler',
};

/** System Console: the button that runs Doctor, and its results so far. */
export const TestConnection = ({id, disabled = false}: AdminSettingProps) => {
    const {running, unsaved, steps, waiting, failure, sentence, language, run} = useDoctor();
    const [host, setHost] = useState('');
    const locked = disabled || running || unsaved;
    const start = () => {
        if (!locked) {
            void run(host.trim());
        }
    };
    return (
        <div className="oitc oitc-test">
            <HostInput
                id={`${id}-host`}
                value={host}
                disabled={disabled || running}
                onChange={setHost}
                onEnter={start}
            />
            <button
                id={id}
                type="button"
                className="btn btn-tertiary"
                disabled={locked}
                aria-busy={running}
                onClick={start}
            >
                {running && <Spinner />} <FormattedMessage id="openitcockpit.test.run" />
            </button>
            <div aria-live="polite">
                {unsaved && (
                    <p>
                        <FormattedMessage id="openitcockpit.test.save_first" />
                    </p>
                )}
                {running && (
                    <p>
                        {waiting ? (
                            <FormattedMessage id="openitcockpit.test.waiting" values={{host: waiting}} />
                        ) : (
                            <FormattedMessage id="openitcockpit.test.running" />
                        )}
                    </p>
                )}
                {failure && (
                    <p className="oitc-failure">
                        {sentence ? <span lang="en">{sentence}</span> : <FormattedMessage id={FAILURES[failure]} />}
                    </p>
                )}
                {steps.length > 0 && <StepList steps={steps} done={!running && !failure} language={language} />}
            </div>
        </div>
    );
};
