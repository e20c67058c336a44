import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A client of Marionette, the remote control that is built into Firefox: length-prefixed JSON over a local socket.
 * It reaches what WebDriver BiDi refuses (extension pages, closed shadow roots, the browser's own windows) and needs
 * no driver. Command names: https://searchfox.org/mozilla-central/source/remote/marionette/driver.sys.mjs
 */

/** Longest wait for Firefox to open its socket and for one command's answer, in milliseconds. */
const START_LIMIT_MS = 60_000;
const COMMAND_LIMIT_MS = 60_000;
const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf';
const SHADOW_KEY = 'shadow-6066-11e4-a52e-4f735466cecf';

export type ElementRef = { [ELEMENT_KEY]: string };
export type ShadowRef = { [SHADOW_KEY]: string };
type Answer = [type: 1, id: number, error: { error: string; message: string } | null, value: unknown];

export const elementId = (ref: ElementRef): string => ref[ELEMENT_KEY];
export const shadowId = (ref: ShadowRef): string => ref[SHADOW_KEY];

export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (piece) => this.#take(piece));
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = await openSocket(port);
    return new Marionette(socket);
  }

  /** Runs one command. Rejects with Firefox's own words when it fails or does not answer in time. */
  async send<Value = unknown>(command: string, parameters: Record<string, unknown> = {}): Promise<Value> {
    const id = ++this.#lastId;
    const text = JSON.stringify([0, id, command, parameters]);
    const answer = await new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Firefox 没有回答 ${command}`)), COMMAND_LIMIT_MS);
      this.#waiting.set(id, (given) => {
        clearTimeout(late);
        resolve(given);
      });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
    if (answer[2] !== null) throw new Error(`${command}: ${answer[2].error}: ${answer[2].message}`);
    const value = answer[3];
    return (value !== null && typeof value === 'object' && 'value' in value ? value.value : value) as Value;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(piece: Buffer): void {
    this.#received = Buffer.concat([this.#received, piece]);
    for (;;) {
      const colon = this.#received.indexOf(0x3a);
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      // The first message is Firefox's greeting, an object; every other one answers a command.
      if (!Array.isArray(message)) continue;
      const answer = message as Answer;
      this.#waiting.get(answer[1])?.(answer);
      this.#waiting.delete(answer[1]);
    }
  }
}

/** Firefox opens its socket some seconds after it starts: knock again each time the door is shut. */
function openSocket(port: number): Promise<Socket> {
  const giveUp = performance.now() + START_LIMIT_MS;
  return new Promise((resolve, reject) => {
    const knock = () => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(socket));
      socket.once('error', (error) => {
        if (performance.now() < giveUp) setTimeout(knock, 50);
        else reject(new Error(`Firefox 没有打开 Marionette 端口：${error.message}`));
      });
    };
    knock();
  });
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface FirefoxOptions {
  path: string;
  /** Preferences on top of the quiet ones, by name. */
  preferences?: Record<string, string | number | boolean>;
  headless?: boolean;
}

/** Everything that Firefox would fetch for itself is switched off, so that a request in a test is somebody's request. */
const QUIET: Record<string, string | number | boolean> = {
  'remote.prefs.recommended': true,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'intl.locale.requested': 'zh-CN',
  'media.eme.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'media.gmp-provider.enabled': false,
  'media.gmp-widevinecdm.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': 'data:,',
};

export class Firefox {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly marionette: Marionette;

  private constructor(process: ChildProcess, profile: string, marionette: Marionette) {
    this.#process = process;
    this.#profile = profile;
    this.marionette = marionette;
  }

  /** Starts a Firefox of its own profile and opens a session. */
  static async start({ path, preferences = {}, headless = true }: FirefoxOptions): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'caliangyan-firefox-'));
    const port = await freePort();
    const lines = Object.entries({ ...QUIET, ...preferences, 'marionette.port': port }).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const child = spawn(
      path,
      [
        ...(headless ? ['-headless'] : []),
        '-no-remote',
        '-profile',
        profile,
        '-marionette',
        '-remote-allow-system-access',
      ],
      { stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '860' } },
    );
    // A test run that breaks off must not leave a browser behind.
    process.once('exit', () => child.kill('SIGKILL'));
    try {
      const marionette = await Marionette.connect(port);
      await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
      return new Firefox(child, profile, marionette);
    } catch (error) {
      child.kill('SIGKILL');
      await rm(profile, { recursive: true, force: true });
      throw error;
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.#process.kill('SIGKILL'));
    this.marionette.close();
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Installs the unpacked extension for this session and gives its `moz-extension://…/` origin. */
  async install(folder: string): Promise<{ id: string; origin: string }> {
    const id = await this.marionette.send<string>('Addon:Install', {
      path: folder,
      temporary: true,
      allowPrivateBrowsing: true,
    });
    const origin = await this.inBrowser<string>(`return WebExtensionPolicy.getByID(arguments[0]).getURL('');`, [id]);
    return { id, origin };
  }

  async open(url: string): Promise<void> {
    await this.marionette.send('WebDriver:Navigate', { url });
  }

  /** Runs a function body in the page; `arguments` holds the given values. The answer must be JSON or an element. */
  async inPage<Value>(body: string, args: unknown[] = []): Promise<Value> {
    return this.marionette.send<Value>('WebDriver:ExecuteScript', { script: body, args, sandbox: null });
  }

  /** Runs a function body with the browser's own privileges; `await` works. */
  async inBrowser<Value>(body: string, args: unknown[] = []): Promise<Value> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' });
    try {
      const script = `const done = arguments[arguments.length - 1]; (async function () { ${body} }).apply(null, [...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await this.marionette.send<{ value?: Value; error?: string }>('WebDriver:ExecuteAsyncScript', {
        script,
        args,
        sandbox: 'system',
        newSandbox: false,
      });
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as Value;
    } finally {
      await this.marionette.send('Marionette:SetContext', { value: 'content' });
    }
  }

  async find(selector: string): Promise<ElementRef> {
    return this.marionette.send<ElementRef>('WebDriver:FindElement', { using: 'css selector', value: selector });
  }

  /** The picture of the window's page as PNG. */
  async screenshot(): Promise<Buffer> {
    const picture = await this.marionette.send<string>('WebDriver:TakeScreenshot', { full: false });
    return Buffer.from(picture, 'base64');
  }
}
