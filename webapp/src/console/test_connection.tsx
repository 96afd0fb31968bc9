import React, {useState} from 'react';
import {FormattedMessage} from 'react-intl';
import {Spinner} from '../post/spinner';
import type {AdminSettingProps} from '../types/registry';
import {HostInput} from './host_input';
import {StepList} from './step_list';
import {type DoctorRun, type TestFailure, useDoctor} from './use_doctor';
import {useSaving} from './use_saving';

const FAILURES: Readonly<Record<TestFailure, string>> = {
    unreachable: 'openitcockpit.failure.unreachable',
    forbidden: 'openitcockpit.test.forbidden',
    not_running: 'openitcockpit.test.not_running',
    handler: 'openitcockpit.test.handler',
    not_saved: 'openitcockpit.test.not_saved',
};

/** System Console: the button that saves the page and runs Doctor, and the results so far. */
export const TestConnection = (props: AdminSettingProps) => {
    const {id, helpText, disabled = false} = props;
    const doctor = useDoctor();
    const {running, unsaved} = doctor;
    const save = useSaving(props);
    const [host, setHost] = useState('');
    const locked = disabled || running || (unsaved && !save);
    const start = () => {
        if (!locked) {
            void doctor.run(host.trim(), unsaved ? save : undefined);
        }
    };
    return (
        <div className="oitc oitc-test">
            <button
                id={id}
                type="button"
                className="btn btn-primary"
                disabled={locked}
                aria-busy={running}
                onClick={start}
            >
                {running && <Spinner />} <FormattedMessage id="openitcockpit.test.run" />
            </button>
            <div className="help-text">{helpText}</div>
            <div aria-live="polite">
                {unsaved && !save && (
                    <p>
                        <FormattedMessage id="openitcockpit.test.save_first" />
                    </p>
                )}
                <Results {...doctor} />
            </div>
            <details className="oitc-steps">
                <summary>
                    <FormattedMessage id="openitcockpit.test.with_notification" />
                </summary>
                <HostInput
                    id={`${id}-host`}
                    value={host}
                    disabled={disabled || running}
                    onChange={setHost}
                    onEnter={start}
                />
            </details>
        </div>
    );
};

const Results = ({running, saving, waiting, failure, sentence, steps, language}: DoctorRun) => (
    <>
        {running && (
            <p>
                {saving && <FormattedMessage id="openitcockpit.test.saving" />}
                {!saving && waiting && <FormattedMessage id="openitcockpit.test.waiting" values={{host: waiting}} />}
                {!saving && !waiting && <FormattedMessage id="openitcockpit.test.running" />}
            </p>
        )}
        {failure && (
            <p className="oitc-failure">
                {sentence ? <span lang="en">{sentence}</span> : <FormattedMessage id={FAILURES[failure]} />}
            </p>
        )}
        {steps.length > 0 && <StepList steps={steps} done={!running && !failure} language={language} />}
    </>
);
