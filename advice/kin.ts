/** 家里人: whom the person asks first. Both empty: nobody is named. */
export interface Kin {
  /** What the person calls them. */
  name: string;
  /** As it was written, in plain digits: spaces and hyphens may group it. */
  phone: string;
}

/** 家里人, as far as a card says it. The number itself never comes into a page: pages of ours read it where they show it. */
export interface NamedKin {
  /** '' where only a number was given. */
  name: string;
  hasPhone: boolean;
}
