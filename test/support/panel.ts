/** Reads and drives the page of one panel, wherever it is shown. */
import type { FrameLocator, Locator } from 'playwright-core';
import { until } from './until';

/** What a person can read in a panel at one moment. */
export interface Reading {
  readonly place: string | null;
  readonly explanation: string;
  readonly numbers: string;
  readonly training: string;
}

/** A panel as a person sees it. */
export class Panel {
  constructor(readonly frame: FrameLocator) {}

  /** Waits until the network is drawn. */
  async untilDrawn(): Promise<this> {
    await this.picture().locator('canvas').waitFor({ timeout: 60_000 });
    await until('words and a place', async () => {
      const words = await this.explanation().textContent();
      return words !== '' && (await this.place()) !== null;
    });
    return this;
  }

  picture(): Locator {
    return this.frame.locator('.picture-host');
  }

  explanation(): Locator {
    return this.frame.getByRole('complementary', { name: 'Explanation' });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  /** Where in the training step, as the scrubber says. */
  place(): Promise<string | null> {
    return this.scrubber().getAttribute('aria-valuenow');
  }

  /** The last place of the training step. */
  end(): Promise<string | null> {
    return this.scrubber().getAttribute('aria-valuemax');
  }

  private scrubber(): Locator {
    return this.frame.getByRole('slider', { name: 'Place in the training step' });
  }

  /** Presses a key in the panel. */
  async press(key: string): Promise<void> {
    await this.picture().press(key);
  }

  /** Everything that can be read, when it no longer changes. */
  async read(): Promise<Reading> {
    let last = await this.readNow();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      const now = await this.readNow();
      if (JSON.stringify(now) === JSON.stringify(last)) return now;
      last = now;
    }
  }

  private async readNow(): Promise<Reading> {
    const text = (locator: Locator) => locator.innerText();
    return {
      place: await this.place(),
      explanation: await text(this.explanation()),
      numbers: await text(this.frame.locator('.twin')),
      training: await text(this.frame.locator('.training-state')),
    };
  }
}
