console.log('😀 漢字 ñ \u{1F468}\u200D\u{1F469} עברית', '\t|\x41|\0|'.length, JSON.stringify('\u0007é'));
