using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace MLFlux.Tests.Training;

/// <summary>What every schedule keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class ScheduleContractTests
{
    private const int Steps = 20;
    private const double Rate = 0.5;

    /// <summary>Each with its text, its factor in double precision, and TorchSharp's own, where it has one.</summary>
    private static readonly IReadOnlyList<(
        Schedule Schedule, string Printed, Func<int, double>? Formula, Func<optim.Optimizer, lr_scheduler.LRScheduler>? Own)> All =
    [
        (Schedules.Step(3), "Step(every: 3, factor: 0.1, byBatch: false)", t => Math.Pow(0.1, t / 3), o => lr_scheduler.StepLR(o, 3)),
        (Schedules.Step(4, 0.5, byBatch: true), "Step(every: 4, factor: 0.5, byBatch: true)", t => Math.Pow(0.5, t / 4),
            o => lr_scheduler.StepLR(o, 4, 0.5)),
        (Schedules.Exponential(0.9), "Exponential(factor: 0.9, byBatch: false)", t => Math.Pow(0.9, t),
            o => lr_scheduler.ExponentialLR(o, 0.9)),
        (Schedules.Cosine(), "Cosine(final: 0, byBatch: false)",
            t => (1 + Math.Cos(Math.PI * t / Steps)) / 2, o => lr_scheduler.CosineAnnealingLR(o, Steps)),
        (Schedules.Cosine(0.1), "Cosine(final: 0.1, byBatch: false)",
            t => 0.1 + (0.9 * (1 + Math.Cos(Math.PI * t / Steps)) / 2), o => lr_scheduler.CosineAnnealingLR(o, Steps, 0.1 * Rate)),
        (Schedules.CosineLog4(), "CosineLog4(byBatch: true)", t =>
            0.5 - (0.5 * Math.Cos(2 * Math.PI * Math.Log2(1 + (15.0 * t / Steps)))), null),
        (Schedules.OneCycle(), "OneCycle(rise: 0.3, first: 0.04, final: 4E-06, byBatch: true)",
            t => OneCycle(t, 0.3, 0.04, 4e-6), o => lr_scheduler.OneCycleLR(o, Rate, total_steps: Steps, cycle_momentum: false)),
        (Schedules.OneCycle(0.5, 0.1, 0.01, byBatch: false), "OneCycle(rise: 0.5, first: 0.1, final: 0.01, byBatch: false)",
            t => OneCycle(t, 0.5, 0.1, 0.01), o => lr_scheduler.OneCycleLR(
                o, Rate, total_steps: Steps, pct_start: 0.5, div_factor: 10, final_div_factor: 10, cycle_momentum: false)),
        (Schedules.WarmUp(5), "WarmUp(steps: 5, first: 0.3333333333333333, byBatch: true)",
            t => t < 5 ? (1.0 / 3) + (2.0 / 3 * t / 5) : 1, o => lr_scheduler.LinearLR(o)),
        (Schedules.WarmUp(4, Schedules.Cosine(), 0.25, byBatch: false),
            "WarmUp(steps: 4, first: 0.25, then: Cosine(final: 0, byBatch: false), byBatch: false)",
            t => t < 4 ? 0.25 + (0.75 * t / 4) : (1 + Math.Cos(Math.PI * (t - 4) / (Steps - 4))) / 2, null),
        (Schedules.Plateau(), "Plateau(factor: 0.1, patience: 2, minimumImprovement: 0, lowest: 0, byBatch: false)", null, null),
        (Schedules.Plateau(0.5, 3, 0.1, 0.2, byBatch: true),
            "Plateau(factor: 0.5, patience: 3, minimumImprovement: 0.1, lowest: 0.2, byBatch: true)", null, null),
    ];

    /// <summary>All of the list.</summary>
    internal static IEnumerable<Schedule> Listed => All.Select(row => row.Schedule);

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_schedule_is_in_the_list()
    {
        var listed = All.Select(row => row.Schedule.GetType()).ToHashSet();
        foreach (Type type in typeof(Schedule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Schedule)) && !type.IsAbstract))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_printed_as_it_is_written_and_reads_back(int row)
    {
        Assert.AreEqual(All[row].Printed, All[row].Schedule.ToString());
        Assert.AreEqual(All[row].Schedule, Schedules.Parse(All[row].Printed));
        Assert.IsEmpty(All[row].Schedule.Faults());
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Follows_its_formula(int row)
    {
        if (All[row].Formula is not { } formula)
            return;

        ScheduleRun run = All[row].Schedule.Start(Steps);
        for (int t = 0; t < Steps; t++)
        {
            Assert.AreEqual(formula(t), run.Factor, 1e-12, $"step {t}");
            run.Advance(loss: 1);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Goes_where_TorchSharps_own_goes(int row)
    {
        if (All[row].Own is not { } create)
            return;

        using var parameter = new Parameter(zeros(1));
        using optim.Optimizer optimizer = SGD([parameter], Rate);
        lr_scheduler.LRScheduler own = create(optimizer);
        ScheduleRun run = All[row].Schedule.Start(Steps);
        for (int t = 0; t < Steps; t++)
        {
            Assert.AreEqual(optimizer.ParamGroups.Single().LearningRate, Rate * run.Factor, 1e-9, $"step {t}");
            run.Advance(loss: 1);
            if (t < Steps - 1)
                own.step();
        }
    }

    [TestMethod]
    public void A_plateau_lowers_the_rate_only_when_nothing_improves()
    {
        ScheduleRun run = Schedules.Plateau(0.5, patience: 2, minimumImprovement: 0.1, lowest: 0.2).Start(100);
        var factors = new List<double>();
        foreach (double loss in (double[])[3, 2.95, 2, 1.95, 1.92, 1.8, 1.85, 1.79, 1.79, 1.79, 1.79, double.NaN])
        {
            run.Advance(loss);
            factors.Add(run.Factor);
        }

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2 }, factors);
    }

    [TestMethod]
    [DataRow("Step(every: 0)", "Step: every must be at least 1, got 0.")]
    [DataRow("Exponential()", "Exponential: factor must be greater than 0, got NaN.")]
    [DataRow("Cosine(final: 2)", "Cosine: final must be from 0 to 1, got 2.")]
    [DataRow("OneCycle(rise: 1)", "OneCycle: rise must be between 0 and 1, got 1.")]
    [DataRow("Plateau(patience: 0)", "Plateau: patience must be at least 1, got 0.")]
    [DataRow("Plateau(patience: 1.5)", "'Plateau(patience: 1.5)': patience is a whole number from 0, got '1.5'.")]
    [DataRow("WarmUp(steps: 3, then: Cosine(byBatch: true))",
        "WarmUp: Cosine(final: 0, byBatch: true) has to go by epoch, as WarmUp does: byBatch: false.")]
    [DataRow("WarmUp(steps: 3, then: Nothing())",
        "'Nothing' is not a schedule of this version of MLFlux, which has Cosine, CosineLog4, Exponential, OneCycle, Plateau, "
        + "Step, WarmUp.")]
    public void A_wrong_text_is_a_clear_error(string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidDataException>(() => Schedules.Parse(text)).Message);

    [TestMethod]
    public void All_faults_are_told_at_once()
    {
        Assert.HasCount(2, Schedules.Step(0, 0).Faults());
        Assert.HasCount(3, Schedules.OneCycle(0, 0, -1).Faults());
        Assert.HasCount(4, Schedules.Plateau(1, 0, -1, 2).Faults());
        Assert.HasCount(4, Schedules.WarmUp(0, Schedules.Step(0), 0).Faults());
    }

    private static double OneCycle(int t, double rise, double first, double final)
    {
        double peak = (rise * Steps) - 1;
        return t <= peak
            ? first + ((1 - first) * (1 - Math.Cos(Math.PI * t / peak)) / 2)
            : final + ((1 - final) * (1 + Math.Cos(Math.PI * (t - peak) / (Steps - 1 - peak))) / 2);
    }
}
