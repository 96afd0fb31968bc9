import {isFault, type WebPartWatch} from '../health/web_parts';
import type {StepReporter} from './doctor_context';

/** The webapp, by what browsers have reported: Mattermost tells nobody that it has switched one off. */
export const examineWebPart = async (
    webParts: Pick<WebPartWatch, 'check' | 'findings' | 'version'> | undefined,
    steps: StepReporter,
): Promise<void> => {
    if (!webParts) {
        return;
    }
    await webParts.check();
    const {well, lacking, other} = webParts.findings();
    const {texts} = steps;
    if (lacking) {
        steps.tell('web', isFault(lacking) ? 'failed' : 'note', texts.webLacks(lacking.lacking.join(', ')));
    } else if (other) {
        steps.tell('web', 'note', texts.webOther(other.version, webParts.version));
    } else if (well) {
        steps.tell('web', 'ok', texts.webRuns(well.version, well.react));
    } else {
        steps.tell('web', 'note', texts.webUnseen);
    }
};
