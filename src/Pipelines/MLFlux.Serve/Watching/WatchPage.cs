using MLFlux.Pages;

namespace MLFlux.Watching;

/// <summary>The page at <c>/</c> while a training runs: room for what the script asks for again and again.</summary>
internal static class WatchPage
{
    /// <summary>The path of its script.</summary>
    public const string Script = "/watch.js";

    public static string Of(string title) => new PageText()
        .Element("h1", title)
        .Markup("""
            <p id="phase" role="status" aria-live="polite">The training begins.</p>
            <div class="progress" role="progressbar" aria-label="How far the training is" aria-valuemin="0" aria-valuemax="100"
              aria-valuenow="0"><i></i></div>
            <div class="buttons"><button id="stop" disabled>Stop, and keep the best epoch</button><span id="time"></span></div>
            <p id="fault" class="fault" hidden></p>
            <div class="columns charts">
            <figure><figcaption>Loss</figcaption><svg id="loss" role="img" viewBox="0 0 480 260"></svg><div class="legend"></div></figure>
            <figure><figcaption id="figure-name">Accuracy</figcaption><svg id="figure" role="img" viewBox="0 0 480 260"></svg>
            <div class="legend"></div></figure>
            </div>
            <h2>Mistakes so far</h2>
            <p id="shown">They appear after the first epoch.</p>
            <ul id="mistakes" class="mistakes"></ul>
            <details><summary>Figures by epoch</summary><div class="wide"><table id="epochs"></table></div></details>

            """)
        .ToPage(title, Script);
}
