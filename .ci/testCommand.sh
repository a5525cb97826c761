# The second command of the README, so that the two cannot drift apart (testing/layers.test.ts compares them).
npm ci && npm test
