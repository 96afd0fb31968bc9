import React, {type ReactNode, useId, useState} from 'react';
import {FormattedMessage} from 'react-intl';

interface ConfirmedButtonProps {
    /** Message ids in i18n, like `confirm`. */
    readonly label: string;
    readonly confirm: string;
    readonly question: ReactNode;
    readonly disabled: boolean;
    readonly onConfirm: () => void;
}

/** A button that asks for confirmation below itself. It stays in place, so that keyboard users keep their position. */
export const ConfirmedButton = ({label, confirm, question, disabled, onConfirm}: ConfirmedButtonProps) => {
    const [asking, setAsking] = useState(false);
    const questionId = useId();
    const decide = (isYes: boolean) => () => {
        setAsking(false);
        if (isYes) {
            onConfirm();
        }
    };
    return (
        <>
            <button
                type="button"
                className="btn btn-tertiary"
                disabled={disabled}
                aria-expanded={asking}
                onClick={() => setAsking(!asking)}
            >
                <FormattedMessage id={label} />
            </button>
            {asking && (
                // biome-ignore lint/a11y/useSemanticElements: a fieldset would inherit Mattermost's form styles
                <div role="group" aria-labelledby={questionId}>
                    <p id={questionId}>{question}</p>
                    <div className="oitc-actions">
                        <button type="button" className="btn btn-primary" disabled={disabled} onClick={decide(true)}>
                            <FormattedMessage id={confirm} />
                        </button>
                        <button type="button" className="btn btn-tertiary" onClick={decide(false)}>
                            <FormattedMessage id="openitcockpit.dialog.cancel" />
                        </button>
                    </div>
                </div>
            )}
        </>
    );
};
