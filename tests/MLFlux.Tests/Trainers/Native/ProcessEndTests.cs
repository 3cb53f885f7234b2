using System.Diagnostics;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Native;

/// <summary>
/// A process may end while threads compute in libtorch: its exit code is its own, all handlers of its end run, and no signal ends it.
/// </summary>
[TestClass]
public sealed class ProcessEndTests
{
    private const int Runs = 10, FewerRuns = 3;

    /// <summary>Begins to fit, score or evaluate in the background, and ends in the middle of it in the way that is asked for.</summary>
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MLFlux;
        using static MLFlux.Layers;

        internal static class Program
        {
            private const int Width = 400;
            private static readonly ManualResetEventSlim s_begun = new();

            private static int Main(string[] args)
            {
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("first handler");
                if (args[0] == "rest")
                    return Rest();

                if (args[0] == "thread")
                    new Thread(Fit) { IsBackground = true }.Start();
                else
                    Task.Run(args[0] == "fit" ? Fit : args[0] == "score" ? Score : Evaluate);
                s_begun.Wait();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("last handler");
                switch (args[1])
                {
                    case "exit":
                        Environment.Exit(7);
                        break;
                    case "throw":
                        throw new FormatException("thrown in Main");
                    case "wait":
                        Console.WriteLine("ready");
                        Thread.Sleep(Timeout.Infinite);
                        break;
                }

                return 7;
            }

            private static NeuralNetworkTrainer Trainer(MLContext ml, int epochs) => ml.BinaryClassification.Trainers.NeuralNetwork(
                Chain(Dense(800, Activation.Tanh), Dropout(0.1), Dense(800, Activation.Tanh), LayerNorm(), Output()),
                new NeuralNetworkOptions { Epochs = epochs, BatchSize = 128, Seed = 1, BatchEnd = (_, _) => { if (epochs > 1) s_begun.Set(); } });

            private static IDataView Rows(MLContext ml)
            {
                var random = new Random(1);
                return ml.Data.LoadFromEnumerable(Enumerable.Range(0, 600).Select(i => new Row
                {
                    Label = i % 2 == 0, Features = Enumerable.Range(0, Width).Select(_ => random.NextSingle()).ToArray(),
                }).ToArray());
            }

            private static void Fit()
            {
                var ml = new MLContext(1);
                Trainer(ml, 100_000).Fit(Rows(ml));
            }

            private static int Rest()
            {
                nint puts = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "puts");
                AtExit(puts, Marshal.StringToCoTaskMemUTF8("a destructor"), 0);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Put("native text");
                var ml = new MLContext(1);
                Trainer(ml, 1).Fit(Rows(ml));
                Thread.Sleep(1500);
                return 7;
            }

            [DllImport("libc.so.6", EntryPoint = "__cxa_atexit")]
            private static extern int AtExit(nint function, nint argument, nint library);

            [DllImport("libc.so.6", EntryPoint = "puts")]
            private static extern int Put([MarshalAs(UnmanagedType.LPUTF8Str)] string line);

            private static void Score() => Repeat((ml, scored) => scored.GetColumn<float>("Score").Count());

            private static void Evaluate() => Repeat((ml, scored) => ml.BinaryClassification.Evaluate(scored));

            private static void Repeat(Action<MLContext, IDataView> use)
            {
                var ml = new MLContext(1);
                IDataView rows = Rows(ml), scored = Trainer(ml, 1).Fit(rows).Transform(rows);
                while (true)
                {
                    use(ml, scored);
                    s_begun.Set();
                }
            }

            private sealed class Row
            {
                public bool Label { get; set; }

                [VectorType(Width)]
                public float[] Features { get; set; } = [];
            }
        }
        """;

    private static CompiledProgram s_program = null!;

    [ClassInitialize]
    public static void Compile(TestContext context) => s_program = new CompiledProgram(Code);

    [ClassCleanup]
    public static void Delete() => s_program.Dispose();

    [TestMethod]
    [DataRow("fit", "return", Runs)]
    [DataRow("thread", "return", FewerRuns)]
    [DataRow("score", "return", FewerRuns)]
    [DataRow("evaluate", "return", FewerRuns)]
    [DataRow("fit", "exit", FewerRuns)]
    [DataRow("score", "exit", FewerRuns)]
    public void The_exit_code_is_the_programs_own(string work, string end, int runs)
    {
        for (int i = 0; i < runs; i++)
        {
            using Process process = s_program.Start(work, end);
            (int exitCode, string output, string errors) = CompiledProgram.Finish(process);

            Assert.AreEqual(7, exitCode, errors);
            Assert.AreEqual("first handler\nlast handler\n", output.ReplaceLineEndings("\n"));
            AssertSaysNothingElse(errors);
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void No_destructor_runs_after_libtorch_has_been_at_rest_either_and_native_text_is_written()
    {
        using Process process = s_program.Start("rest");
        (int exitCode, string output, string errors) = CompiledProgram.Finish(process);

        Assert.AreEqual(7, exitCode, errors);
        Assert.AreEqual("first handler\nnative text\n", output);
        Assert.AreEqual("", errors);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("fit", "TERM", 143)]
    [DataRow("score", "TERM", 143)]
    [DataRow("fit", "INT", 130)]
    public void A_signal_ends_it_as_any_other_program(string work, string signal, int expected)
    {
        if (signal == "INT" && IsInterruptIgnored())
            Assert.Inconclusive("Whoever started this process ignores interrupts, which processes that it starts inherit.");
        for (int i = 0; i < FewerRuns; i++)
        {
            using Process process = s_program.Start(work, "wait");
            Assert.AreEqual("ready", process.StandardOutput.ReadLine());
            using (Process kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]))
                kill.WaitForExit();
            (int exitCode, _, string errors) = CompiledProgram.Finish(process);

            Assert.AreEqual(expected, exitCode, errors);
            AssertSaysNothingElse(errors);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void An_exception_in_Main_is_told_by_the_runtime_as_ever()
    {
        for (int i = 0; i < FewerRuns; i++)
        {
            using Process process = s_program.Start("fit", "throw");
            (int exitCode, _, string errors) = CompiledProgram.Finish(process);

            Assert.AreEqual(134, exitCode, errors); // What .NET ends with after an unhandled exception.
            StringAssert.Contains(errors, "Unhandled exception. System.FormatException: thrown in Main");
        }
    }

    /// <summary>A shell starts what it runs in the background with interrupts ignored.</summary>
    private static bool IsInterruptIgnored() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line[7..].Trim(), 16) & 2) != 0;

    private static void AssertSaysNothingElse(string errors)
    {
        foreach (string line in errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            StringAssert.StartsWith(line,
                "MLFlux: the process ends while libtorch computes. It waits for the batch in flight, 10 seconds at most.");
    }
}
