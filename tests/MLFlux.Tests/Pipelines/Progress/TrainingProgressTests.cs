using System.Text;
using MLFlux.Tests.Support;
using Spectre.Console;

namespace MLFlux.Tests.Pipelines.Progress;

[TestClass]
public sealed class TrainingProgressTests
{
    [TestMethod]
    public void Without_a_terminal_there_is_a_plain_line_an_epoch()
    {
        var output = new Output(isTerminal: false);
        var progress = new TrainingProgress(output.Console());
        var seen = new List<string>();
        NeuralNetworkOptions options = progress.Attach(Fits.FullBatch(epochs: 3) with { Progress = report => seen.Add(report.ToString()) });

        progress.Watch(() => Fits.Multiclass(Examples.Linear, options, Examples.Make(9)));

        Assert.HasCount(3, seen);
        Assert.AreEqual(string.Concat(seen.Select(line => line + Environment.NewLine)), output.Writer.ToString());
    }

    [TestMethod]
    public void On_a_terminal_a_bar_moves_below_the_lines()
    {
        var output = new Output(isTerminal: true);
        var progress = new TrainingProgress(output.Console());
        NeuralNetworkOptions options = progress.Attach(Fits.FullBatch(epochs: 3));

        int fitted = progress.Watch(() => Fits.Regression(Examples.Hidden, options, Examples.Make(9)).Model.History.Epochs.Count,
            "reading [the] rows");

        string text = $"{output.Writer}";
        Assert.AreEqual(3, fitted);
        StringAssert.Contains(text, "epoch 3/3: loss ");
        StringAssert.Contains(text, "100%");
        StringAssert.Contains(text, "epoch 3/3, loss ");
        StringAssert.Contains(text, "\u001b[?25l"); // The cursor is hidden while the bar moves.
    }

    [TestMethod]
    public void Frozen_layers_move_the_bar_and_write_a_line_every_ten_seconds_without_one()
    {
        FrozenReport[] reports =
            [.. Enumerable.Range(1, 4).Select(i => new FrozenReport { Kind = "training", Rows = 1_000 * i, AllRows = 4_000 })];
        Output plain = new(isTerminal: false), terminal = new(isTerminal: true);
        foreach (Output output in new[] { plain, terminal })
        {
            var progress = new TrainingProgress(output.Console());
            progress.Watch(() => reports.Select(report =>
            {
                progress.Attach(new NeuralNetworkOptions()).FrozenProgress!(report);
                return report;
            }).Count(_ => true));
        }

        Assert.AreEqual("frozen layers: 1,000 of 4,000 training rows" + Environment.NewLine, plain.Writer.ToString());
        StringAssert.Contains(terminal.Writer.ToString(), "frozen layers: 4,000 of 4,000 training rows");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_a_fit_throws_reaches_the_caller(bool isTerminal)
    {
        var progress = new TrainingProgress(new Output(isTerminal).Console());

        Assert.ThrowsExactly<InvalidDataException>(() => progress.Watch<int>(() => throw new InvalidDataException("no")));
    }

    private sealed class Output(bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = new StringWriter();

        public bool IsTerminal => isTerminal;

        public int Width => 120;

        public int Height => 40;

        public void SetEncoding(Encoding encoding)
        {
        }

        public IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = this,
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
    }
}
