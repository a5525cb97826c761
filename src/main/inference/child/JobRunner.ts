import type { Provider } from '../providers/providers.ts';
import type { JobRequest, JobResult, OpenRequest } from '../protocol.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { ImageLoader } from '../../image/ImageLoader.ts';
import { inspectModel } from '../../models/adcam/run/inspectModel.ts';
import { measure } from '../../models/adcam/run/measure.ts';
import { openSessions } from '../../models/adcam/run/openSessions.ts';
import type { AdcamSessions } from '../../models/adcam/run/AdcamSessions.ts';
import { gatherEvidence } from '../../models/adcam/run/gatherEvidence.ts';
import { proposeImage } from '../../models/adcam/run/proposeImage.ts';

/** Does the jobs of the inference child, one after the other, and keeps the open pack between them. */
export class JobRunner {
  private readonly images = new ImageLoader();
  private readonly onTrying: (provider: Provider) => void;
  private sessions: AdcamSessions | undefined;

  constructor(onTrying: (provider: Provider) => void) {
    this.onTrying = onTrying;
  }

  async run(request: JobRequest): Promise<JobResult> {
    switch (request.type) {
      case 'open':
        return this.open(request);
      case 'inspect':
        return inspectModel(request);
      case 'propose':
        return proposeImage(this.opened(), this.images, request);
      case 'evidence':
        return gatherEvidence(this.opened(), this.images, request);
      case 'measure':
        return measure(this.opened(), request);
    }
  }

  private async open(request: OpenRequest): Promise<JobResult> {
    await this.sessions?.release();
    this.sessions = undefined;
    this.sessions = await openSessions(request, this.onTrying);
    return { provider: this.sessions.provider, skipped: this.sessions.skipped };
  }

  private opened(): AdcamSessions {
    if (!this.sessions) throw new AppError('pack-invalid', 'No pack is open in the inference process.');
    return this.sessions;
  }
}
