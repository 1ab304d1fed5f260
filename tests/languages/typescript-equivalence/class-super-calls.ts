class A { who() { return 'A'; } static make() { return 'A.make'; } } class B extends A { who() { return super.who() + 'B'; } static make() { return super.make() + '/B'; } f = () => super.who() + 'arrow'; }
console.log(new B().who(), B.make(), new B().f());
