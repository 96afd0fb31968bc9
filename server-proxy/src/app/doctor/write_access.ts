import type {DoctorStep} from '#contract';
import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import type {DoctorContext, StepReporter} from './doctor_context';

/** How many hosts are named. */
const NAMED = 3;

interface Finding {
    readonly result: Extract<DoctorStep['result'], 'failed' | 'note'>;
    readonly sentence: string;
}

/**
 * openITCOCKPIT takes commands from a key that may only read, so Doctor looks at the hosts the key sees.
 * @returns undefined if all of them may be edited
 */
export const writeAccess = async (
    {monitoring}: DoctorContext,
    {texts, language}: StepReporter,
): Promise<Finding | undefined> => {
    try {
        const {objects} = await monitoring.findHosts('');
        const readOnly = objects.filter(({mayEdit}) => !mayEdit).map(({hostName}) => neutralize(hostName));
        if (objects.length === 0) {
            return {result: 'note', sentence: texts.noHostSeen};
        }
        const named = `${readOnly.sort().slice(0, NAMED).join(', ')}${readOnly.length > NAMED ? ', …' : ''}`;
        if (readOnly.length === objects.length) {
            return {result: 'failed', sentence: texts.allReadOnly(named)};
        }
        return readOnly.length > 0 ? {result: 'note', sentence: texts.someReadOnly(named)} : undefined;
    } catch (error) {
        return {result: 'failed', sentence: asAppError(error).sentence(language)};
    }
};
