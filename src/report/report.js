'use strict';
// The page is whole without this: it only keeps the document's language in step with the switch
// and reads values off the charts under the pointer.
(function () {
  var root = document.documentElement;
  function follow() {
    var chosen = document.querySelector('.switch input:checked');
    if (!chosen) return;
    root.lang = chosen.value;
    var heading = document.querySelector('.page[lang=' + chosen.value + '] h1');
    if (heading) document.title = heading.textContent;
  }
  document.querySelectorAll('.switch input').forEach(function (input) {
    input.addEventListener('change', follow);
  });
  follow();

  function clock(seconds) {
    var s = Math.floor(seconds), h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
    var two = function (n) { return (n < 10 ? '0' : '') + n; };
    return (h ? h + ':' + two(m) : m) + ':' + two(s % 60);
  }

  document.querySelectorAll('.chart').forEach(function (chart) {
    var plot = chart.querySelector('.plot');
    var line = chart.querySelector('.line');
    var read = chart.querySelector('.read');
    var low = +chart.dataset.low, high = +chart.dataset.high, height = 112;
    var points = null;
    function parse() {
      points = [];
      var number = /[ML](-?[\d.]+) (-?[\d.]+)/g, d = line.getAttribute('d'), found;
      while ((found = number.exec(d))) points.push([+found[1], +found[2]]);
    }
    plot.addEventListener('pointermove', function (event) {
      if (!points) parse();
      var box = plot.getBoundingClientRect();
      var x = 1000 * (event.clientX - box.left) / box.width;
      var best = null;
      points.forEach(function (p) {
        if (!best || Math.abs(p[0] - x) < Math.abs(best[0] - x)) best = p;
      });
      if (!best || Math.abs(best[0] - x) > 20) { read.textContent = ''; return; }
      var value = Math.round(high - (high - low) * best[1] / height);
      read.textContent = clock(best[0] / 1000 * chart.dataset.seconds) + '  ' + value + chart.dataset.unit;
    });
    plot.addEventListener('pointerleave', function () { read.textContent = ''; });
  });
})();
