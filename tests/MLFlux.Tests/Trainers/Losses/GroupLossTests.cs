using MLFlux.Tests.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>The losses of rankings, against their formulas in double precision, written as loops over groups and pairs.</summary>
[TestClass]
public sealed class GroupLossTests
{
    internal static readonly IReadOnlyList<Loss> Losses =
        [MLFlux.Losses.LambdaRank(), MLFlux.Losses.LambdaRank(0.5), MLFlux.Losses.ListwiseSoftmax()];

    private static readonly double[] s_scores = [0.3, -1.2, 2.1, 0.9, 0.1, 0.4, -0.7, 5, 1.5, 1.1];
    private static readonly double[] s_gains = [3, 0, 7, 0, 0, 1, 3, 2, 0, 0];
    private static readonly int[] s_groups = [0, 0, 0, 0, 1, 1, 1, 2, 3, 3];
    private static readonly double[] s_weights = [1, 2, 0.5, 1, 3, 1, 2, 1, 0.25, 0.75];

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, Losses.Count).Select(row => new object[] { row });

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_the_mean_over_groups_of_its_formula(int row)
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.AreEqual(Expected(Losses[row], weights: null), Losses[row].Compute(Output(), Target()).item<double>(), 1e-12);
        Assert.AreEqual(
            Expected(Losses[row], s_weights), Losses[row].Compute(Output(), Target(), tensor(s_weights)).item<double>(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Has_the_gradient_that_differences_have(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor? weight in new[] { null, tensor(s_weights) })
        {
            Tensor output = Output().requires_grad_();
            Losses[row].Compute(output, Target(), weight).backward();

            double[] differences = Numbers.Differences(output, () => Losses[row].Compute(output, Target(), weight).item<double>());

            Numbers.AreClose(differences, output.grad!.ToDoubles(), 1e-8);
        }
    }

    [TestMethod]
    public void The_force_between_two_rows_is_Burges_lambda()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = tensor(new double[,] { { 0.2 }, { 0.7 } }).requires_grad_();
        MLFlux.Losses.LambdaRank().Compute(output, tensor(new double[,] { { 3, 0 }, { 0, 0 } })).backward();

        // λ = −|ΔNDCG| / (1 + exp(sᵢ − sⱼ)); the better row stands second: ΔNDCG = 3 (1 − 1 / log₂ 3) / 3.
        double lambda = -(1 - (1 / Math.Log2(3))) / (1 + Math.Exp(0.2 - 0.7));
        Numbers.AreClose([lambda, -lambda], output.grad!.ToDoubles(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void A_group_without_an_order_costs_nothing_to_change(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = tensor(new double[,] { { 0.2 }, { 0.7 }, { 3 } }).requires_grad_();
        Losses[row].Compute(output, tensor(new double[,] { { 0, 0 }, { 0, 0 }, { 0, 1 } })).backward();

        Numbers.AreClose([0, 0, 0], output.grad!.ToDoubles(), 1e-15);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_printed_as_it_is_written_and_reads_back(int row) =>
        Assert.AreEqual(Losses[row], MLFlux.Losses.Parse(Losses[row].ToString()));

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Shapes_and_types_that_do_not_match_are_refused(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        Loss loss = Losses[row];
        foreach (Action wrong in new Action[]
        {
            () => loss.Compute(Output(), Target().narrow(0, 0, 3)), () => loss.Compute(Output(), Target().narrow(1, 0, 1)),
            () => loss.Compute(Output(), Target().to(ScalarType.Float32)), () => loss.Compute(Output().squeeze(1), Target()),
            () => loss.Compute(Output(), Target(), ones(3, ScalarType.Float64)),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(wrong).Message, loss.ToString());
        }
    }

    [TestMethod]
    public void A_sigma_out_of_range_is_refused()
    {
        foreach (double sigma in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MLFlux.Losses.LambdaRank(sigma));
    }

    private static Tensor Output() => tensor(s_scores).unsqueeze(1);

    private static Tensor Target() => stack([tensor(s_gains), tensor([.. s_groups.Select(group => (double)group)])], 1);

    private static double Expected(Loss loss, double[]? weights)
    {
        double sum = 0, total = 0;
        foreach (IGrouping<int, int> group in Enumerable.Range(0, s_groups.Length).GroupBy(row => s_groups[row]))
        {
            int[] rows = [.. group];
            double weight = weights is null ? 1 : rows.Average(row => weights[row]);
            sum += weight * (loss.ToString() switch
            {
                "LambdaRank(1)" => LambdaRank(rows, 1), "LambdaRank(0.5)" => LambdaRank(rows, 0.5), _ => Softmax(rows),
            });
            total += weight;
        }

        return sum / total;
    }

    private static double LambdaRank(int[] rows, double sigma)
    {
        Dictionary<int, int> rank = rows.OrderByDescending(row => s_scores[row]).Select((row, place) => (row, place))
            .ToDictionary(pair => pair.row, pair => pair.place + 1);
        double best = rows.OrderByDescending(row => s_gains[row]).Select((row, place) => s_gains[row] / Math.Log2(place + 2)).Sum();
        return (from i in rows
                from j in rows
                where s_gains[i] > s_gains[j]
                let swap = (s_gains[i] - s_gains[j]) * Math.Abs((1 / Math.Log2(1 + rank[i])) - (1 / Math.Log2(1 + rank[j]))) / best
                select swap * Math.Log(1 + Math.Exp(-sigma * (s_scores[i] - s_scores[j])))).Sum();
    }

    private static double Softmax(int[] rows)
    {
        double worth = rows.Sum(row => s_gains[row]), norm = Math.Log(rows.Sum(row => Math.Exp(s_scores[row])));
        return worth == 0 ? 0 : rows.Sum(row => s_gains[row] / worth * (norm - s_scores[row]));
    }
}
