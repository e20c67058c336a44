import type { SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

/** Where the browser keeps pages from us: what that means, and the one press that mends it. */
export function LetIn({ copy, onLetIn }: Pick<SurfaceProps, 'copy'> & { onLetIn: () => void }) {
  return (
    <div class="let-in">
      <p>{copy.letIn.lead}</p>
      <button type="button" class="btn" onClick={trusted(onLetIn)}>
        {copy.letIn.allow}
      </button>
    </div>
  );
}
