import {AppError} from '../../domain/errors';
import {MARKDOWN, PLAIN} from '../../domain/explain/explanation_style';
import {timeFormat} from '../../domain/post/alert_post';
import {episodesOf} from '../../domain/shift/digest';
import {type Report, reportCsv, reportOf, reportText} from '../../domain/shift/report';
import {parseSpan} from '../../domain/shift/span';
import {type Language, says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {lookBack} from './look_back';
import {operatorViewer, personViewer, type Viewer} from './viewer';

const USUAL = '7d';

/** For whom: a person, or whoever runs the service. */
export type ReportReader = {readonly userId: string} | {readonly operator: Language};

/** A report as a table, and as CSV. */
export interface MadeReport {
    readonly text: string;
    /** Made when it is needed. */
    readonly csv: () => string;
}

/**
 * What happened in a span that ends now, as far as the reader may see it.
 * @param typed e.g. `7d`; empty: seven days
 * @throws AppError `bad_request`, `forbidden`, `mattermost_*`
 */
export const makeReport = async (context: AppContext, reader: ReportReader, typed: string): Promise<MadeReport> => {
    const seconds = parseSpan(typed || USUAL);
    if (seconds === undefined) {
        throw new AppError(
            'bad_request',
            says(({shift}) => shift.spanWrong),
        );
    }
    const isOperator = 'operator' in reader;
    const viewer = isOperator ? operatorViewer(context, reader.operator) : await personViewer(context, reader.userId);
    const report = await readReport(context, viewer, seconds);
    const {language, timeZone} = viewer;
    const style = isOperator ? PLAIN : MARKDOWN;
    return {
        text: reportText(report, {language, formatTime: timeFormat(language, timeZone), style}),
        csv: () => reportCsv(report),
    };
};

const readReport = async (context: AppContext, viewer: Viewer, seconds: number): Promise<Report> => {
    const begin = Math.floor(context.clock.now() / 1000) - seconds;
    const past = await lookBack(context, viewer, begin);
    return reportOf(episodesOf(past), {from: past.now - seconds, to: past.now + 1}, past);
};
