import { fuzzReader } from '../../../../testing/fuzz/fuzzReader.ts';
import { mutateXml } from '../../../../testing/fuzz/mutateXml.ts';

const text = `<?xml version="1.0" encoding="utf-8"?>
<annotations>
  <version>1.1</version>
  <image id="0" name="plain.jpg" width="12" height="8">
    <polygon label="cat" source="manual" occluded="0" points="0.00,0.00;6.00,0.00;6.00,8.00" z_order="1"></polygon>
    <mask label="dog" rle="1, 2, 3, 1, 1" left="3" top="2" width="4" height="2" z_order="0"></mask>
    <ellipse label="cat" cx="6.00" cy="4.00" rx="4.00" ry="1.00" rotation="90" z_order="0"/>
    <box label="dog" xtl="1.00" ytl="1.00" xbr="2.00" ybr="2.00"><attribute name="a">b</attribute></box>
  </image>
  <image id="1" name="sub/grey.jpg" width="12" height="8"/>
  <track id="0" label="cat"><box frame="0"/></track>
</annotations>
`;

fuzzReader({
  title: "a file of CVAT's XML",
  source: 'annotations.xml',
  mutate: { 'annotations.xml': mutateXml },
  files: { 'annotations.xml': Buffer.from(text) },
});
