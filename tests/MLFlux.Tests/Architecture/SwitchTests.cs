using System.Text.RegularExpressions;

namespace MLFlux.Tests.Architecture;

/// <summary>
/// A switch over an enum of ours names every member, and has no arm for other values: a member that is added is then an error of the
/// compiler (CS8509) wherever a decision is due, and no silent default decides for it.
/// </summary>
[TestClass]
public sealed partial class SwitchTests
{
    [TestMethod]
    public void A_switch_over_tasks_had_a_silent_default()
    {
        (string Place, string Enum, bool HasDefault, string[] Missing)[] switches = [.. SourceTree.EnumSwitches()];
        string[] wrong = [.. switches.Where(one => one.HasDefault).Select(one => $"{one.Place}: switch over {one.Enum}")];
        Assert.IsEmpty(wrong, $"These have an arm for any other value; name the members instead:\n{string.Join('\n', wrong)}");
        Assert.IsTrue(Array.Exists(switches, one => one.Enum == nameof(PredictionTask)));
    }

    [TestMethod]
    public void A_switch_statement_names_every_member()
    {
        string[] wrong = [.. SourceTree.EnumSwitches().Where(one => one.Missing.Length > 0)
            .Select(one => $"{one.Place}: switch over {one.Enum} lacks {string.Join(", ", one.Missing)}")];
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    [TestMethod]
    public void Only_the_folders_of_tasks_decide_by_the_task()
    {
        string[] wrong = [.. SourceTree.EnumSwitches().Where(one => one.Enum == nameof(PredictionTask))
            .Select(one => one.Place.Replace('\\', '/')).Where(place => !place.Contains("/Tasks/", StringComparison.Ordinal))];
        Assert.IsEmpty(wrong, $"A class of the task has to decide this:\n{string.Join('\n', wrong)}");
    }

    [TestMethod]
    public void Nobody_compares_a_task_with_one_of_them()
    {
        string[] wrong = [.. from file in SourceTree.Files
                             from line in File.ReadLines(file).Index()
                             where Comparison().IsMatch(line.Item)
                             select $"{Path.GetRelativePath(SourceTree.Root, file)}:{line.Index + 1}: {line.Item.Trim()}"];
        Assert.IsEmpty(wrong, $"A class of the task has to decide this:\n{string.Join('\n', wrong)}");
    }

    [GeneratedRegex(@"(==|!=|\bis|\bis not|\bcase) \(?(not )?PredictionTask\.\w")]
    private static partial Regex Comparison();
}
