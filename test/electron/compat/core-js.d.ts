declare module 'core-js/*'
