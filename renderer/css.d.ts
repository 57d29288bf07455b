// Style sheets and fonts are side effects for the bundler; they export nothing.
declare module '*.css'
declare module 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
