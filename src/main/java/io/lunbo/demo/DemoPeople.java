package io.lunbo.demo;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Operator;
import io.lunbo.access.OperatorRegistration;
import io.lunbo.access.Role;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One invented operator for each role, and three reviewers; every password is random. */
@ApplicationScoped
class DemoPeople {
    // Without characters that are taken for one another.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final UnitRegistration units;
    private final OperatorRegistration operators;

    DemoPeople(UnitRegistration units, OperatorRegistration operators) {
        this.units = units;
        this.operators = operators;
    }

    /** One account as it is printed. */
    record Access(String username, String password, List<String> roles, String unit) {}

    /** Everyone, by user name, and how to sign in. */
    record Cast(Map<String, Account> accounts, List<Access> accesses) {
        Account as(String username) {
            return accounts.get(username);
        }

        String passwordOf(String username) {
            return accesses.stream()
                    .filter(access -> access.username().equals(username))
                    .findFirst()
                    .orElseThrow()
                    .password();
        }
    }

    Cast register(DemoCampaign campaign) {
        Map<String, Unit> byCode = new HashMap<>();
        for (DemoCampaign.PartOfUnit unit : campaign.units()) {
            byCode.put(unit.code(), units.register(unit.code(), unit.name(), unit.part(), null));
        }
        Cast cast = new Cast(new HashMap<>(), new ArrayList<>());
        Unit media = byCode.get("rc-media");
        add(cast, "administrator", "管理员", media, Role.ADMINISTRATOR);
        add(cast, "submitter", "送播员", byCode.get("rc-samr"), Role.SUBMITTER);
        add(cast, "reviewer1", "初审员", media, Role.REVIEWER);
        add(cast, "reviewer2", "复审员", media, Role.REVIEWER);
        add(cast, "reviewer3", "终审员", byCode.get("rc-samr"), Role.REVIEWER);
        add(cast, "scheduler", "编排员", media, Role.SCHEDULER);
        add(cast, "playout", "播控员", media, Role.PLAYOUT);
        add(cast, "inspector", "检查员", byCode.get("rc-urban"), Role.INSPECTOR);
        return cast;
    }

    private void add(Cast cast, String username, String name, Unit unit, Role role) {
        String password = randomPassword();
        Operator operator = operators.register(
                new OperatorRegistration.NewOperator(username, name, unit.id(), Set.of(role), password, false), null);
        cast.accounts.put(username, operator.account());
        cast.accesses.add(new Access(username, password, List.of(role.name()), unit.name()));
    }

    private static String randomPassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
