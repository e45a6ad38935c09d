/// <reference path="./.sst/platform/config.d.ts" />

/** The platform on AWS. What is built is in `functions/infrastructure/`; SST forbids static imports here. */
export default $config({
  async app({ stage: name }) {
    const { stageOf } = await import('./functions/infrastructure/stages.ts');
    const { removal, protect } = stageOf(name);
    return {
      name: 'jilin-open-data',
      home: 'aws',
      removal,
      protect,
      providers: {
        aws: { version: '7.20.0', defaultTags: { tags: { platform: 'jilin-open-data', stage: name } } },
        random: '4.16.6',
      },
    };
  },
  async run() {
    const { makePlatform } = await import('./functions/infrastructure/platform.ts');
    return makePlatform($app.stage, process.env);
  },
});
