using MLFlux.Binding;

namespace MLFlux.Tests.Binding;

/// <summary>Which launcher has started a process, by what launchers set, and which library belongs to it.</summary>
[TestClass]
public sealed class LaunchTests
{
    [TestMethod]
    [DataRow("", false, null, null)]
    [DataRow("PATH=/bin", false, null, null)]
    [DataRow("OMPI_COMM_WORLD_SIZE=4 PMIX_RANK=1", true, 4, MpiFamily.OpenMpi)]
    [DataRow("PMI_SIZE=3 PMI_RANK=0", true, 3, MpiFamily.Mpich)]
    [DataRow("PMI_SIZE=3 PMI_RANK=0 MSMPI_BIN=C:", true, 3, MpiFamily.Mpich)]
    [DataRow("SLURM_STEP_NUM_TASKS=8 PMIX_RANK=2", true, 8, null)]
    [DataRow("SLURM_NTASKS=8 SLURM_PROCID=0", false, null, null)]
    [DataRow("SLURM_STEP_NUM_TASKS=1", false, null, null)]
    [DataRow("PMIX_RANK=2", true, null, null)]
    [DataRow("OMPI_COMM_WORLD_SIZE=4 MLFLUX_MPI=off", false, null, null)]
    [DataRow("OMPI_COMM_WORLD_SIZE=four", false, null, null)]
    public void A_launcher_is_told_by_what_it_sets(string variables, bool isAsked, int? processes, object? family)
    {
        Launch launch = Of(variables);

        Assert.AreEqual(isAsked, launch.IsAsked);
        Assert.AreEqual(processes, launch.Processes);
        Assert.AreEqual(family, launch.Family);
    }

    [TestMethod]
    public void A_library_that_the_user_names_is_the_one_that_is_tried()
    {
        Launch launch = Of("MLFLUX_MPI=/nowhere/libmpi.so");

        Assert.IsTrue(launch.IsAsked);
        string message = Assert.ThrowsExactly<MpiException>(() => MpiLibrary.Find(launch, out _)).Message;
        StringAssert.Contains(message, "'/nowhere/libmpi.so', which cannot be loaded");
    }

    [TestMethod]
    [DataRow("libmpi.so.40", "Open MPI v4.1.4, package: Debian OpenMPI", MpiFamily.OpenMpi)]
    [DataRow("libmpi.so.40", "Open MPI v5.0.3", MpiFamily.OpenMpi)]
    [DataRow("libmpich.so.12", "MPICH Version:      4.0.2", MpiFamily.Mpich)]
    [DataRow("libmpi.so.12", "Intel(R) MPI Library 2021.11 for Linux* OS", MpiFamily.Mpich)]
    [DataRow("libmpi.so.12", "MVAPICH Version      :      3.0", MpiFamily.Mpich)]
    [DataRow("msmpi.dll", "Microsoft MPI 10.1.12498.18", MpiFamily.Mpich)]
    [DataRow("/opt/mpich/libmpi_abi.so.0", "MPICH Version:      5.0.0", MpiFamily.Abi)]
    public void The_kind_of_a_library_is_told_by_its_version(string name, string version, object family) =>
        Assert.AreEqual(family, MpiLibrary.FamilyOf(name, version));

    [TestMethod]
    public void A_library_of_no_known_kind_is_named_with_what_it_says() => StringAssert.Contains(
        Assert.ThrowsExactly<MpiException>(() => MpiLibrary.FamilyOf("libmpi.so", "HP MPI 1.0")).Message, "'HP MPI 1.0'");

    [TestMethod]
    public void The_launchers_own_libraries_are_tried_first()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Names differ by system.");
        Assert.AreEqual("libmpi.so.40", MpiNames.For(MpiFamily.OpenMpi).First());
        Assert.AreEqual("libmpich.so.12", MpiNames.For(MpiFamily.Mpich).First());
        CollectionAssert.AreEquivalent(MpiNames.For(null).ToArray(), MpiNames.For(MpiFamily.Mpich).ToArray());
    }

    [TestMethod]
    public void A_process_that_no_launcher_has_started_trains_alone()
    {
        if (Launch.FromEnvironment(Environment.GetEnvironmentVariable).IsAsked)
            Assert.Inconclusive("A launcher has started the tests.");
        Assert.AreSame(Ranks.Alone, Mpi.Ranks());
    }

    [TestMethod]
    public void The_limit_of_waiting_is_a_number_of_seconds()
    {
        Assert.IsNull(Launch.Limit(_ => null));
        Assert.AreEqual(TimeSpan.FromSeconds(2.5), Launch.Limit(_ => "2.5"));
        foreach (string wrong in new[] { "soon", "0", "-1", "NaN" })
            StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Launch.Limit(_ => wrong)).Message, $"'{wrong}'");
    }

    private static Launch Of(string variables)
    {
        Dictionary<string, string> all = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
            .ToDictionary(one => one[0], one => one[1]);
        return Launch.FromEnvironment(name => all.GetValueOrDefault(name));
    }
}
