type Ev = `on${Capitalize<'click' | 'key'>}`; const h: { [K in Ev]?: () => string } = { onClick: () => 'c' }; console.log(h.onClick?.(), h.onKey?.());
