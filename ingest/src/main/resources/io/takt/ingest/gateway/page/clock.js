// The plant's time. Entries are booked by it, so a tablet whose own clock is wrong must not shift them:
// each answer of the gateway tells the plant's time, and in between the device's clock only measures how
// much has passed. It is kept, so that it also holds after a reload without network.

/** Plant time, in epoch milliseconds, going on from the last word of the gateway. */
export class PlantClock {
  /**
   * @param {function(): number} device the device's clock, epoch milliseconds
   * @param {?{plant: number, device: number, speed: number}} anchor as of an earlier visit
   */
  constructor(device = Date.now, anchor = null) {
    this.device = device;
    this.anchor = anchor;
  }

  /**
   * The gateway said what time it is.
   * @param {number} plant epoch milliseconds
   * @param {number} speed plant seconds a second; a simulated plant may run fast
   */
  set(plant, speed = 1) {
    this.anchor = { plant, device: this.device(), speed };
    return this.anchor;
  }

  /** Plant time now; before the gateway has ever spoken, the device's. */
  now() {
    if (!this.anchor) {
      return this.device();
    }
    // A device clock set back must not undo time.
    const passed = Math.max(0, this.device() - this.anchor.device);
    return this.anchor.plant + passed * this.anchor.speed;
  }
}
