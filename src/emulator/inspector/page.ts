/** The page of the inspector, and the policy that lets a browser run only what is in it. */
export interface InspectorPage {
  html: string;
  contentSecurityPolicy: string;
}

/** The files of `page` as one, which the build puts here. Sources that run without a build have no page. */
export const page = undefined as InspectorPage | undefined;
