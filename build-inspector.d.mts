/** A plugin of Rolldown and Vite: gives the sources the page that they have no place for. */
export const inspectorPage: {
  name: string;
  load: (id: string) => Promise<{ code: string; moduleType: 'js' } | null>;
};
