/** Name of the symbol that the scan script leaves in its world: by it the background knows where it is. */
export const SCAN_MARK = 'caliangyan.scan';
