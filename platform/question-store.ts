import { storage } from '@wxt-dev/storage';
import * as v from 'valibot';

/**
 * Questions on their way to the page that answers them, which may be words of a web page. They wait in the browser's
 * session memory, which never reaches the disk: an address would be kept in the history. They stay there for a page
 * that is loaded again.
 */
const KEY = 'session:questions';
/** The newest. */
const MAX_KEPT = 20;

const questionSchema = v.object({
  question: v.string(),
  /** It was longer: this is its beginning. */
  isPart: v.boolean(),
});
const schema = v.array(v.object({ nonce: v.string(), ...questionSchema.entries }));

export type KeptQuestion = v.InferOutput<typeof questionSchema>;

export class QuestionStore {
  /** Puts a question away; answers what it is fetched by. One that cannot be kept is an empty one. */
  async keep({ question, isPart }: KeptQuestion): Promise<string> {
    const nonce = crypto.randomUUID();
    try {
      await storage.setItem(KEY, [...(await this.#all()), { nonce, question, isPart }].slice(-MAX_KEPT));
    } catch {
      // Without session memory the box opens empty.
    }
    return nonce;
  }

  /** The question; an empty one when there is none of that nonce. */
  async read(nonce: string): Promise<KeptQuestion> {
    const all = await this.#all().catch(() => []);
    const { question = '', isPart = false } = all.find((kept) => kept.nonce === nonce) ?? {};
    return { question, isPart };
  }

  async #all(): Promise<v.InferOutput<typeof schema>> {
    const kept = await storage.getItem<unknown>(KEY);
    return v.is(schema, kept) ? kept : [];
  }
}
