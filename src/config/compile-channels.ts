// Makes the channels of the policy out of settings that have been checked.
import type { Channel, Destination } from '../notify/channel.ts';
import { listPlaceholders } from '../text/placeholders.ts';
import type { TextSource } from '../text/text-source.ts';
import { ENVIRONMENT } from './channel-schema.ts';
import type { ChannelSettings } from './channel-schema.ts';

/** Compiles all channels; nothing where there are none. */
export function compileChannels(channels: Readonly<Record<string, ChannelSettings>> = {}): {
  readonly channels?: readonly Channel[];
} {
  const compiled = Object.entries(channels).map(([name, settings]): Channel => {
    const { lines, events, causes, template } = settings;
    return {
      name,
      destination: compileDestination(settings),
      ...(lines === undefined ? {} : { lines }),
      ...(events === undefined ? {} : { events }),
      ...(causes === undefined ? {} : { causes }),
      ...(template === undefined ? {} : { template }),
    };
  });
  return compiled.length === 0 ? {} : { channels: compiled };
}

function compileDestination(settings: ChannelSettings): Destination {
  const { kind, allowPrivate = [] } = settings;
  const secret = sourceOf(settings.secret, settings.secretFile);
  const withSecret = secret === undefined ? {} : { secret };
  switch (kind) {
    case 'slack':
    case 'teams':
    case 'webhook':
    case 'cloudevents': {
      const url = sourceOf(settings.url, settings.urlFile);
      const { people } = settings;
      return {
        kind,
        url: requireSet(url),
        ...withSecret,
        ...(people === undefined ? {} : { people }),
        allowPrivate,
      };
    }
    case 'email': {
      const { to = [], people, from, sendmail } = settings;
      const smtp = sourceOf(settings.smtp, undefined);
      const via = smtp === undefined ? { sendmail: requireSet(sendmail) } : { smtp, ...withSecret };
      return {
        kind,
        to,
        ...(people === undefined ? {} : { people }),
        from: requireSet(from),
        via,
        allowPrivate,
      };
    }
    case 'github': {
      const url = requireSet(sourceOf(settings.url, settings.urlFile));
      return { kind, url, ...withSecret, clone: requireSet(settings.clone), allowPrivate };
    }
    case 'get':
      return { kind, url: requireSet(sourceOf(settings.url, settings.urlFile)), allowPrivate };
    case 'command': {
      const command = requireSet(settings.command);
      const startsBuilds = command.some((word) => listPlaceholders(word).length > 0);
      return { kind, command, ...(startsBuilds ? { startsBuilds } : {}) };
    }
    case undefined:
      return requireSet<never>(undefined);
  }
}

/** Returns where a text is that a setting holds, or another names a file of. */
export function sourceOf(text: string | undefined, file: string | undefined): TextSource | undefined {
  if (text === undefined) return file === undefined ? undefined : { file };
  const env = ENVIRONMENT.exec(text)?.groups?.['name'];
  return env === undefined ? { value: text } : { env };
}

function requireSet<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a channel without what its kind needs passed the check');
  return value;
}
